#!/bin/sh
# Declares everything by the HTTP API of the management plugin. Another broker: BROKER=http://user:password@host:15672
set -eu
broker="${BROKER:-http://guest:guest@localhost:15672}"
send() {
  curl --silent --show-error --fail --path-as-is --request "$1" --header 'content-type: application/json' \
    --data "$3" "$broker/api/$2"
}
send PUT exchanges/%2F/orders '{"arguments":{},"auto_delete":false,"durable":true,"internal":false,"type":"topic"}'
send PUT exchanges/%2F/orders.retry '{"arguments":{},"auto_delete":false,"durable":true,"internal":false,"type":"fanout"}'
send PUT queues/%2F/orders.work '{"arguments":{"x-dead-letter-exchange":"orders.retry"},"auto_delete":false,"durable":true}'
send PUT queues/%2F/orders.wait '{"arguments":{"x-dead-letter-exchange":"orders","x-message-ttl":5000},"auto_delete":false,"durable":true}'
send PUT queues/%2F/orders.parked '{"arguments":{},"auto_delete":false,"durable":true}'
send POST bindings/%2F/e/orders/q/orders.work '{"arguments":{},"routing_key":"order.created.#"}'
send POST bindings/%2F/e/orders.retry/q/orders.wait '{"arguments":{},"routing_key":""}'
