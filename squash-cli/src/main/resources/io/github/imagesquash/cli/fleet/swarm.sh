#!/bin/sh
# A job of {{shards}} replicas on a plan of {{images}} images, for a manager of a Swarm. A config holds at most 1000 kB; the plan has
# {{planBytes}} bytes. Put a larger one on all nodes, and mount it in place of the config.
set -eu
# Slots count from 0, and Docker shows slot 0 as the ID of its node.
docker config create squash-plan {{plan}}
docker secret create squash-registry "${DOCKER_CONFIG:-$HOME/.docker}/config.json"
docker service create --detach --name squash-fleet --mode replicated-job --replicas {{shards}} \
    --restart-condition on-failure --restart-max-attempts 3 --restart-delay 1s \
    --env 'SQUASH_SHARD={{if eq .Task.Slot .Node.ID}}{{shards}}{{else}}{{.Task.Slot}}{{end}}' --env SQUASH_SHARDS={{shards}} \
    --env DOCKER_CONFIG=/run/secrets --env SQUASH_JAVA_OPTS=-XX:MaxRAMPercentage=70 \
    --secret source=squash-registry,target=config.json,mode=0444 \
    --config source=squash-plan,target=/plan.jsonl,mode=0444 \
    --read-only --cap-drop ALL --mount type=volume,destination=/tmp --limit-memory {{memory}}M \
    {{image}} fleet run /plan.jsonl --shard auto --workers {{workers}} --cache {{cache}} --temp-dir /tmp --json
