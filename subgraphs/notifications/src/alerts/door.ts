export { followVariant } from './events.ts';
export { alertsOf, deleteAlertsOf, endAlertsTo } from './repository/alerts.ts';
export { insertOffers } from './repository/offers.ts';
