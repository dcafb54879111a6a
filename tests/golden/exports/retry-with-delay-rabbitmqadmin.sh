#!/bin/sh
# For rabbitmqadmin 2: https://www.rabbitmq.com/docs/management-cli
set -eu
rabbitmqadmin --vhost=/ exchanges declare --name=orders --type=topic --durable=true --auto-delete=false
rabbitmqadmin --vhost=/ exchanges declare --name=orders.retry --type=fanout --durable=true --auto-delete=false
rabbitmqadmin --vhost=/ queues declare --name=orders.work --type=classic --durable=true --auto-delete=false --arguments='{"x-dead-letter-exchange":"orders.retry"}'
rabbitmqadmin --vhost=/ queues declare --name=orders.wait --type=classic --durable=true --auto-delete=false --arguments='{"x-dead-letter-exchange":"orders","x-message-ttl":5000}'
rabbitmqadmin --vhost=/ queues declare --name=orders.parked --type=classic --durable=true --auto-delete=false
rabbitmqadmin --vhost=/ bindings declare --source=orders --destination-type=queue --destination=orders.work --routing-key='order.created.#'
rabbitmqadmin --vhost=/ bindings declare --source=orders.retry --destination-type=queue --destination=orders.wait --routing-key=''
