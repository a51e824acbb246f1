import { CRM_SCOPES } from '@fale-conosco/contract';
import { cappedCount, type InboxContext } from './inbox-context.ts';
import type { QueueGroup } from './queues.ts';

/** The queues of the home screen, with their totals, which are those of open protocols. */
export const inboxQueues = (context: InboxContext): QueueGroup[] => {
  const { texts, state, list } = context;
  const { counts, filters } = list;
  const open = state === 'open';
  const total = (value: number | undefined): string | undefined =>
    open && counts && value !== undefined ? cappedCount(value, context) : undefined;
  const groups: QueueGroup[] = [
    {
      label: texts.inbox.scopes,
      value: filters.scope ?? '',
      choose: (scope) => list.filter({ scope: CRM_SCOPES.find((known) => known === scope) }),
      choices: CRM_SCOPES.map((scope) => ({
        value: scope === 'all' ? '' : scope,
        label: texts.inbox.scope[scope],
        count: total(counts?.[scope]),
      })),
    },
    {
      label: texts.inbox.groups,
      value: filters.groupId ?? '',
      choose: (groupId) => list.filter({ groupId }),
      choices: [
        { value: '', label: texts.inbox.allGroups, count: undefined },
        ...(counts?.groups ?? []).map(({ id, name, count }) => ({
          value: id,
          label: name,
          count: total(count),
        })),
      ],
    },
  ];
  if (!open) return groups;
  return [
    ...groups,
    {
      label: texts.inbox.deadlines,
      value: filters.deadline ?? '',
      choose: (deadline) =>
        list.filter({
          deadline: deadline === 'overdue' || deadline === 'due_soon' ? deadline : undefined,
        }),
      choices: [
        { value: '', label: texts.inbox.deadline.any, count: undefined },
        { value: 'due_soon', label: texts.inbox.deadline.due_soon, count: total(counts?.dueSoon) },
        {
          value: 'overdue',
          label: texts.inbox.deadline.overdue,
          count: total(counts?.overdue),
          alarm: (counts?.overdue ?? 0) > 0,
        },
      ],
    },
  ];
};
