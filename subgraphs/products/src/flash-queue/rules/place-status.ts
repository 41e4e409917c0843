/** What is stored of how a place stands; time and the offer decide beside it. */
export type PlaceStatus = 'WAITING' | 'ADMITTED' | 'ORDERED' | 'MISSED' | 'LEFT';
