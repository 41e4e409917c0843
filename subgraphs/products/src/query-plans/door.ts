export { explainCatalogue, type ExplainedQuery } from './explain-catalogue.ts';
