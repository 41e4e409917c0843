export {
  announcementStoreSuite,
  type AnnouncementStoreUnderTest,
} from '../src/announcing/announcement-store.suite.ts';
export { mailQueueSuite, type MailQueueUnderTest } from '../src/mail/mail-queue.suite.ts';
