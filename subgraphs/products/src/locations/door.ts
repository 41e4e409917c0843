export { findLevels, type AllocatedLine, type StockLevel } from './repository/levels.ts';
export {
  findDefaultLocation,
  holdLocations,
  listLocations,
  type StockLocation,
} from './repository/locations.ts';
