//! Reading cases: which operation, which fields, and what is wrong with them.

use crate::base::gather::Gather;
use crate::base::value::Table;
use crate::broker::Properties;
use serde_json::{Map, Value};
use std::sync::Arc;

/// What is wrong with a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseError {
    /// Where in `ops`, from 0, if it is an operation.
    pub operation: Option<usize>,
    pub message: String,
}

impl CaseError {
    pub(super) fn of_case(message: impl Into<String>) -> Self {
        CaseError {
            operation: None,
            message: message.into(),
        }
    }

    pub(super) fn at(self, operation: usize) -> Self {
        CaseError {
            operation: Some(operation),
            ..self
        }
    }
}

impl std::fmt::Display for CaseError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.operation {
            Some(at) => write!(formatter, "operation {at}: {}", self.message),
            None => formatter.write_str(&self.message),
        }
    }
}

impl std::error::Error for CaseError {}

/// A case, its operations still as JSON.
pub(super) struct Case<'a> {
    pub name: &'a str,
    pub ops: Vec<Fields<'a>>,
    pub users: Vec<UserSpec<'a>>,
    /// Connection name to user name.
    pub connections: Vec<(&'a str, &'a str)>,
}

/// A user that a case brings along.
pub(super) struct UserSpec<'a> {
    pub name: &'a str,
    pub tags: Vec<&'a str>,
    /// configure, write and read; `None` for no permission at all.
    pub permissions: Option<[&'a str; 3]>,
}

/// An object whose fields are asked for by name.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Case<'a> {
    pub(super) fn read(json: &'a Value) -> Result<Self, CaseError> {
        let case = Fields::of(json, "a case")?;
        let ops = match case.0.get("ops") {
            Some(Value::Array(ops)) => ops,
            Some(_) => return Err(CaseError::of_case("`ops` is not a list")),
            None => return Err(CaseError::of_case("a case needs `ops`, a list of operations")),
        };
        let ops = ops.iter().enumerate();
        let ops = ops.map(|(at, op)| Fields::of(op, "an operation").map_err(|error| error.at(at)));
        Ok(Case {
            name: case.text("name")?,
            ops: ops.collect::<Result<_, _>>()?,
            users: case
                .objects("users")?
                .map(|(name, user)| UserSpec::read(name, user))
                .collect::<Result<_, _>>()?,
            connections: case
                .objects("connections")?
                .map(|(name, connection)| Ok((name, connection.text("user")?)))
                .collect::<Result<_, CaseError>>()?,
        })
    }
}

impl<'a> UserSpec<'a> {
    fn read(name: &'a str, user: Fields<'a>) -> Result<Self, CaseError> {
        let permissions = match user.0.get("permissions") {
            None => None,
            Some(permissions) => {
                let permissions = Fields::of(permissions, "`permissions`")?;
                Some([
                    permissions.text_or("configure", "")?,
                    permissions.text_or("write", "")?,
                    permissions.text_or("read", "")?,
                ])
            }
        };
        Ok(UserSpec {
            name,
            tags: user.text_or("tags", "")?.split(',').map(str::trim).gather(),
            permissions,
        })
    }
}

impl<'a> Fields<'a> {
    fn of(json: &'a Value, what: &str) -> Result<Self, CaseError> {
        match json {
            Value::Object(object) => Ok(Fields(object)),
            _ => Err(CaseError::of_case(format!(
                "{what} must be an object, and is {json}"
            ))),
        }
    }

    /// The objects inside an object, by key; none where it is absent.
    fn objects(self, key: &str) -> Result<impl Iterator<Item = (&'a str, Fields<'a>)>, CaseError> {
        let inner = match self.0.get(key) {
            None => Vec::new(),
            Some(value) => {
                let object = Fields::of(value, &format!("`{key}`"))?;
                let read = |(name, value): (&'a String, &'a Value)| {
                    Ok((name.as_str(), Fields::of(value, &format!("`{key}.{name}`"))?))
                };
                object.0.iter().map(read).collect::<Result<_, CaseError>>()?
            }
        };
        Ok(inner.into_iter())
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    fn wrong(key: &str, wanted: &str, value: &Value) -> CaseError {
        CaseError::of_case(format!("`{key}` must be {wanted}, and is {value}"))
    }

    fn missing(key: &str) -> CaseError {
        CaseError::of_case(format!("`{key}` is missing"))
    }

    pub(super) fn text(self, key: &str) -> Result<&'a str, CaseError> {
        match self.0.get(key) {
            Some(Value::String(text)) => Ok(text),
            Some(value) => Err(Self::wrong(key, "a text", value)),
            None => Err(Self::missing(key)),
        }
    }

    pub(super) fn text_or(self, key: &str, absent: &'a str) -> Result<&'a str, CaseError> {
        match self.has(key) {
            true => self.text(key),
            false => Ok(absent),
        }
    }

    pub(super) fn flag_or(self, key: &str, absent: bool) -> Result<bool, CaseError> {
        match self.0.get(key) {
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(value) => Err(Self::wrong(key, "true or false", value)),
            None => Ok(absent),
        }
    }

    pub(super) fn flag(self, key: &str) -> Result<bool, CaseError> {
        self.flag_or(key, false)
    }

    pub(super) fn number(self, key: &str) -> Result<u64, CaseError> {
        match self.0.get(key) {
            Some(value) => value
                .as_u64()
                .ok_or_else(|| Self::wrong(key, "a whole number from 0", value)),
            None => Err(Self::missing(key)),
        }
    }

    pub(super) fn integer_or(self, key: &str, absent: i64) -> Result<i64, CaseError> {
        match self.0.get(key) {
            Some(value) => value
                .as_i64()
                .ok_or_else(|| Self::wrong(key, "a whole number", value)),
            None => Ok(absent),
        }
    }

    pub(super) fn table(self, key: &str) -> Result<Table, CaseError> {
        match self.0.get(key) {
            Some(Value::Object(object)) => Ok(Table::from_json(object)),
            Some(Value::Null) | None => Ok(Table::new()),
            Some(value) => Err(Self::wrong(key, "an object", value)),
        }
    }

    pub(super) fn arguments(self) -> Result<Arc<Table>, CaseError> {
        self.table("arguments").map(Arc::new)
    }

    /// The properties of a publish. An empty text is as good as none: the recorder's library leaves it out.
    pub(super) fn properties(self) -> Result<Properties, CaseError> {
        let Some(value) = self.0.get("properties") else {
            return Ok(Properties::default());
        };
        let fields = Fields::of(value, "`properties`")?;
        let text = |key: &str| match fields.text_or(key, "")? {
            "" => Ok(None),
            text => Ok(Some(Arc::from(text))),
        };
        let byte = |key: &str| match fields.has(key) {
            true => u8::try_from(fields.number(key)?)
                .map(Some)
                .map_err(|_| CaseError::of_case(format!("`{key}` must be at most 255"))),
            false => Ok(None),
        };
        Ok(Properties {
            content_type: text("content_type")?,
            content_encoding: text("content_encoding")?,
            headers: fields.table("headers")?,
            delivery_mode: byte("delivery_mode")?,
            priority: byte("priority")?,
            correlation_id: text("correlation_id")?,
            reply_to: text("reply_to")?,
            expiration: text("expiration")?,
            message_id: text("message_id")?,
            timestamp: match fields.has("timestamp") {
                true => Some(fields.number("timestamp")?),
                false => None,
            },
            message_type: text("message_type")?,
            user_id: text("user_id")?,
            app_id: text("app_id")?,
            cluster_id: text("cluster_id")?,
        })
    }
}
