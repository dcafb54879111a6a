//! What a publish carries: properties and body from a program's expressions, laid over those of the delivery that it is
//! like.

use crate::base::value::{Table, Value};
use crate::broker::{Content, Properties};
use crate::model::expression::{self, Scope};
use crate::model::program::Property;
use crate::world::plan::Recipe;
use std::sync::Arc;

/// The content, where nothing in it has to be worked out.
pub(super) fn constant(recipe: &Recipe) -> Option<Content> {
    let properties = recipe.properties.iter().map(|(_, value)| value);
    let mut values = recipe.body.iter().chain(properties);
    let fixed = recipe.like.is_none() && values.all(|value| value.as_constant().is_some());
    fixed.then(|| evaluated(recipe, None, &NoNames))
}

/// A scope in which no name means anything: for what is constant.
struct NoNames;

impl Scope for NoNames {
    fn lookup(&self, _: &str) -> Value {
        Value::Void
    }
}

/// The content in this scope.
pub(super) fn evaluated(recipe: &Recipe, like: Option<&Content>, scope: &dyn Scope) -> Content {
    let mut content = like.cloned().unwrap_or_default();
    if recipe.persistent {
        content.properties.delivery_mode = Some(2);
    }
    if let Some(body) = &recipe.body {
        content.body = plain_text(&expression::evaluate(body, scope)).into();
    }
    for (property, value) in &recipe.properties {
        set(
            &mut content.properties,
            *property,
            expression::evaluate(value, scope),
        );
    }
    content
}

fn set(properties: &mut Properties, property: Property, value: Value) {
    let text = || present(&value);
    match property {
        Property::Headers => {
            if let Value::Table(headers) = value {
                lay_over(&mut properties.headers, &headers);
            }
        }
        Property::Priority => {
            properties.priority = value.as_integer().map(|number| number.clamp(0, 255) as u8)
        }
        Property::Timestamp => properties.timestamp = value.as_integer().map(|number| number.max(0) as u64),
        Property::Expiration => properties.expiration = text(),
        Property::ContentType => properties.content_type = text(),
        Property::ContentEncoding => properties.content_encoding = text(),
        Property::CorrelationId => properties.correlation_id = text(),
        Property::ReplyTo => properties.reply_to = text(),
        Property::MessageId => properties.message_id = text(),
        Property::Type => properties.message_type = text(),
        Property::UserId => properties.user_id = text(),
        Property::AppId => properties.app_id = text(),
    }
}

/// The text of a property; null leaves it out.
fn present(value: &Value) -> Option<Arc<str>> {
    (*value != Value::Void).then(|| plain_text(value).into())
}

fn lay_over(headers: &mut Table, more: &Table) {
    for (key, value) in more.iter() {
        headers.set(key, value.clone());
    }
}

/// A value as a template shows it.
pub(super) fn plain_text(value: &Value) -> String {
    let mut text = String::new();
    expression::evaluate::write_plain(&mut text, value);
    text
}

/// A body as programs see it: a JSON object or list is a record or list, anything else a text.
pub(super) fn body_value(body: &str) -> Value {
    if !body.starts_with(['{', '[']) {
        return Value::from(body);
    }
    match serde_json::from_str(body) {
        Ok(json) => Value::from_json(&json),
        Err(_) => Value::from(body),
    }
}
