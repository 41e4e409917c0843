# One image for every process of the store; docker-compose.yml says which of them a container runs.
FROM node:24-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN for name in accounts products carts orders payments notifications; do \
      node scripts/generate-subgraph.mjs "$name" || exit 1; \
    done \
    && node gateway/src/supergraph/compose.ts --check \
    && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir -p /data && chown node:node /data
USER node
EXPOSE 4000
HEALTHCHECK --interval=3s --timeout=5s --start-period=60s CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "gateway/src/main.ts"]
