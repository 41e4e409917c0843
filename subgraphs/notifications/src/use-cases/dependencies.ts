import type { Mailer } from '../mail/create-mailer.ts';
import type { NotificationsRepository } from '../repository/notifications-repository.ts';
import type { Renderer } from '../templates/create-renderer.ts';

/** What the use cases of notifications are built from. */
export interface Dependencies {
  readonly repository: NotificationsRepository;
  readonly mailer: Mailer;
  readonly render: Renderer;
  readonly now: () => Date;
  readonly newId: () => string;
}
