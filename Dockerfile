# One image for every process of the store; docker-compose.yml says which of them a container runs. `node monolith/src/main.ts` is all of
# them but the servers, for a shop that needs no more.

# The manifests alone: while none of them changes, the dependencies below need not be installed again.
FROM node:24-slim AS manifests
WORKDIR /app
COPY . .
RUN find . -type f ! -name package.json ! -name package-lock.json ! -name .npmrc -delete \
    && find . -type d -empty -delete

FROM node:24-slim AS build
WORKDIR /app
COPY --from=manifests /app ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node_modules/.bin/turbo run generate \
    && node gateway/src/supergraph/compose.ts --check \
    && rm -rf .turbo subgraphs/*/.turbo e2e chaos simulation attack packages/testing packages/mutations packages/price-model \
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
