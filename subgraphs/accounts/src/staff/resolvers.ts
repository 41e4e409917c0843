import { isId } from '@cartwright/graph';
import { hasPermission, optionalViewer, requireViewer, type ViewerContext } from '@cartwright/identity';
import { invalidInputError } from '@cartwright/input';
import { negotiateLanguage } from '@cartwright/languages';
import type { Resolvers } from '../generated/graphql.ts';
import { actorOf, grantOf, sayingWhy, together, type RoleRecord } from '../roles/door.ts';
import { refused } from './refusals.ts';

const permissionsOf = (roles: readonly RoleRecord[]) => [...together(roles.map(grantOf)).permissions];

const actor = (context: ViewerContext, input: { readonly reason?: string | null }) =>
  actorOf(requireViewer(context), input);

/** The resolvers of staff. */
export const resolvers = {
  Query: {
    staffMembers: (_root, page, context) => context.staff.readMembers(page),
    staffMember: (_root, { id }, context) => (isId(id) ? context.staff.loaders.byId.load(id) : null),
    staffRoles: (_root, _args, context) => context.staff.listRoles(),
    staffInvitations: (_root, _args, context) => context.staff.listInvitations(),
  },
  User: {
    permissions: async ({ id, role }, _args, context) => {
      const viewer = optionalViewer(context);
      if (viewer?.id === id) return [...viewer.permissions];
      if (!hasPermission(viewer, 'STAFF_MANAGE')) return null;
      return role === 'STAFF' ? permissionsOf(await context.staff.loaders.rolesByMember.load(id)) : [];
    },
  },
  StaffMember: {
    email: ({ email }) => email ?? '',
    firstName: ({ firstName }) => firstName ?? '',
    roles: ({ id }, _args, { staff }) => staff.loaders.rolesByMember.load(id),
    permissions: async ({ id, disabledAt }, _args, { staff }) =>
      disabledAt === null ? permissionsOf(await staff.loaders.rolesByMember.load(id)) : [],
  },
  StaffRole: {
    permissions: (role) => [...grantOf(role).permissions],
    memberCount: async ({ id }, _args, { staff }) => (await staff.loaders.membersByRole.load(id))?.count ?? 0,
  },
  StaffInvitation: {
    roles: ({ id }, _args, { staff }) => staff.loaders.rolesByInvitation.load(id),
  },
  Mutation: {
    staffInvitationAccept: async (_root, { input }, { staff, request }) => {
      const locale = negotiateLanguage(request.headers['accept-language']);
      const outcome = await staff.acceptInvitation({ ...input, locale });
      if (outcome.kind === 'accepted') {
        return { __typename: 'StaffInvitationAcceptSuccess', email: outcome.email };
      }
      return outcome.kind === 'invalid-input' ? invalidInputError(outcome.fields) : refused(outcome);
    },
    ...sayingWhy({
      staffRoleCreate: async (_root, { input }, context) => {
        const outcome = await context.staff.createRole({ ...input, viewer: actor(context, input) });
        if (outcome.kind === 'saved') return { __typename: 'StaffRoleCreateSuccess', role: outcome.role };
        return outcome.kind === 'invalid-input' ? invalidInputError(outcome.fields) : refused(outcome);
      },
      staffRoleUpdate: async (_root, { input }, context) => {
        const outcome = await context.staff.updateRole({ ...input, viewer: actor(context, input) });
        if (outcome.kind === 'saved') return { __typename: 'StaffRoleUpdateSuccess', role: outcome.role };
        return outcome.kind === 'invalid-input' ? invalidInputError(outcome.fields) : refused(outcome);
      },
      staffRoleDelete: async (_root, { input }, context) => {
        const outcome = await context.staff.deleteRole({ id: input.id, viewer: actor(context, input) });
        if (outcome.kind === 'deleted') return { __typename: 'StaffRoleDeleteSuccess', deletedId: input.id };
        return refused(outcome);
      },
      staffInvite: async (_root, { input }, context) => {
        const outcome = await context.staff.invite({ ...input, viewer: actor(context, input) });
        if (outcome.kind === 'invited') {
          return { __typename: 'StaffInviteSuccess', invitation: outcome.invitation };
        }
        return outcome.kind === 'invalid-input' ? invalidInputError(outcome.fields) : refused(outcome);
      },
      staffInvitationRevoke: async (_root, { input }, context) => {
        await context.staff.revokeInvitation({ id: input.id, viewer: actor(context, input) });
        return { __typename: 'StaffInvitationRevokeSuccess', revokedId: input.id };
      },
      staffMemberRolesSet: async (_root, { input }, context) => {
        const outcome = await context.staff.setMemberRoles({ ...input, viewer: actor(context, input) });
        if (outcome.kind !== 'saved') return refused(outcome);
        return { __typename: 'StaffMemberRolesSetSuccess', member: outcome.member };
      },
      staffMemberDisable: async (_root, { input }, context) => {
        const { id, revokeApiKeys: isRevokingKeys } = input;
        const viewer = actor(context, input);
        const outcome = await context.staff.disableMember({ id, isRevokingKeys, viewer });
        if (outcome.kind !== 'saved') return refused(outcome);
        return { __typename: 'StaffMemberDisableSuccess', member: outcome.member };
      },
      staffMemberEnable: async (_root, { input }, context) => {
        const outcome = await context.staff.enableMember({ id: input.id, viewer: actor(context, input) });
        if (outcome.kind !== 'saved') return refused(outcome);
        return { __typename: 'StaffMemberEnableSuccess', member: outcome.member };
      },
    } satisfies Resolvers['Mutation']),
  },
} satisfies Resolvers;
