export { findLevels, type AllocatedLine, type StockLevel } from './repository/levels.ts';
export { findDefaultLocation, holdLocations, type StockLocation } from './repository/locations.ts';
