#!/bin/sh
# A job of {{shards}} replicas on a plan of {{images}} images, for a manager of a Swarm.
set -eu
# Slots count from 0, and Docker shows slot 0 as the ID of its node.
{{planSetup}}
docker secret create squash-registry "${DOCKER_CONFIG:-$HOME/.docker}/config.json"
docker service create --detach --name squash-fleet --mode replicated-job --replicas {{shards}} \
    --restart-condition on-failure --restart-max-attempts 3 --restart-delay 1s \
    --env 'SQUASH_SHARD={{if eq .Task.Slot .Node.ID}}{{shards}}{{else}}{{.Task.Slot}}{{end}}' --env SQUASH_SHARDS={{shards}} \
    --env DOCKER_CONFIG=/run/secrets --env SQUASH_JAVA_OPTS=-XX:MaxRAMPercentage=70 \
    --secret source=squash-registry,target=config.json,mode=0444 \
    {{planMount}} \
    --read-only --cap-drop ALL --mount type=volume,destination=/tmp --limit-memory {{memory}}M \
    {{image}} fleet run /plan.jsonl --shard auto --workers {{workers}} --cache {{cache}} --temp-dir /tmp --json
