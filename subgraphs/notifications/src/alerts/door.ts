export { followVariant } from './events.ts';
export { alertAddressesOf, alertsOf, deleteAlertsOf, lockAlerts } from './repository/alerts.ts';
export { insertOffers } from './repository/offers.ts';
export { endAlertsTo, moveAlerts } from './repository/waiting.ts';
