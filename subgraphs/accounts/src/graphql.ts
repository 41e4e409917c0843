import type { PostalAddress } from '@cartwright/addresses';
import type { Connection } from '@cartwright/graph';
import type { MetafieldDefinition } from '@cartwright/metafields';
import type { ContextInput, ExportPart, PersonalDataContext } from '@cartwright/subgraph';
import type { AddressBookContext } from './address-book/context.ts';
import type { AddressRecord } from './address-book/repository.ts';
import type { CustomersContext } from './customers/context.ts';
import type { GroupRecord } from './customers/door.ts';
import type { DataRequestsContext } from './data-requests/context.ts';
import type { DataStep } from './data-requests/repository/steps.ts';
import type { ShownRequest } from './data-requests/use-cases/read-requests.ts';
import type { EmailContext } from './email/context.ts';
import type { MetafieldsContext } from './metafields/context.ts';
import type { ApiKeysContext } from './api-keys/context.ts';
import type { KeyRecord } from './api-keys/door.ts';
import type { PasswordsContext } from './passwords/context.ts';
import type { ProfileContext } from './profile/context.ts';
import type { RegistrationContext } from './registration/context.ts';
import type { IdentityProvidersContext } from './identity-providers/context.ts';
import type { PasskeysContext } from './passkeys/context.ts';
import type { ShownPasskey } from './passkeys/repository.ts';
import type { RoleRecord } from './roles/door.ts';
import type { SecondFactorsContext } from './second-factors/context.ts';
import type { SessionsContext } from './sessions/context.ts';
import type { ShownSession } from './sessions/door.ts';
import type { StaffContext } from './staff/context.ts';
import type { InvitationRecord } from './staff/repository/invitations.ts';
import type { MemberRecord } from './staff/repository/members.ts';
import type { CustomerImport, ImportLine } from './transfer/door.ts';
import type { TransferContext } from './transfer/room.ts';
import type { UsersContext } from './users/context.ts';
import type { ShownUser } from './users/door.ts';

export type CustomerMetafieldDefinitionRow = MetafieldDefinition<'CUSTOMER'>;
export type CustomerMetafieldDefinitionConnectionRow = Connection<MetafieldDefinition<'CUSTOMER'>>;
export type UserConnectionRow = Connection<ShownUser>;
export type CustomerGroupRow = GroupRecord;
export type UserRow = ShownUser;
export type SessionRow = ShownSession;
export type PasskeyRow = ShownPasskey;
export type AddressRow = PostalAddress;
export type StaffMemberRow = MemberRecord;
export type StaffRoleRow = RoleRecord;
export type StaffInvitationRow = InvitationRecord;
export type ApiKeyRow = KeyRecord;
export type StaffMemberConnectionRow = Connection<MemberRecord>;
export type ApiKeyConnectionRow = Connection<KeyRecord>;
export type DataExportRow = ExportPart;
export type DataRequestRow = ShownRequest;
export type DataRequestStepRow = DataStep;
export type DataRequestConnectionRow = Connection<ShownRequest>;
export type CustomerAddressRow = AddressRecord;
export type CustomerImportRow = CustomerImport;
export type CustomerImportConnectionRow = Connection<CustomerImport>;
export type CustomerImportLineRow = ImportLine;
export type CustomerImportLineConnectionRow = Connection<ImportLine>;

/** What a resolver of accounts is given: who asks, and what each room offers. */
export type Context = ContextInput &
  UsersContext &
  SessionsContext &
  ProfileContext &
  PasswordsContext &
  CustomersContext &
  MetafieldsContext &
  EmailContext &
  SecondFactorsContext &
  PasskeysContext &
  IdentityProvidersContext &
  AddressBookContext &
  RegistrationContext &
  StaffContext &
  ApiKeysContext &
  DataRequestsContext &
  PersonalDataContext &
  TransferContext;
