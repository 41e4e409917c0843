export { consumes } from './announcing/events.ts';
export type { AnnouncementStore, Customer, NewNotification, Picture, Renderer } from './announcing/ports.ts';
export { notifications } from './app.ts';
export { alsoFed, consumesBeside } from './event-feed/events.ts';
export type { ArrivedEvent } from './event-feed/rules.ts';
export { MailRefused, type Mailer, type MailQueue } from './mail/ports.ts';
export { sendDueMails } from './mail/use-cases.ts';
