export { readArrivals, type Arrival } from './rules/arrivals.ts';
