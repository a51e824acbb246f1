import { type Kysely, sql } from 'kysely';

/** Row-level security of attachments follows that of their messages, and no policy reads all protocols to find one. */
export const up = async (db: Kysely<unknown>): Promise<void> => {
  await sql`
    -- "offset 0" keeps "exists" a look-up by key for each row. Without it the planner reads every protocol into a hash
    -- where it expects many rows: of the log of a protocol much looked at, or of a long thread.
    drop policy tenant on messages;
    create policy tenant on messages to fale_conosco_app
      using ((coalesce(provider_id = fc_provider_id(), false) and visibility = 'public') or fc_system()
        or (fc_agent_id() is not null and (visibility <> 'confidential' or fc_agent_sees_confidential())
          and exists (select 1 from protocols p where p.id = messages.protocol_id offset 0)))
      with check (provider_id = fc_provider_id() or fc_system() or fc_agent_id() is not null);
    drop policy operator on access_log;
    create policy operator on access_log for select to fale_conosco_app using (
      fc_agent_id() is not null and exists (select 1 from protocols p where p.number = access_log.protocol_number offset 0));

    -- What the policy of messages hides, it hides here too.
    drop policy tenant on attachments;
    create policy tenant on attachments to fale_conosco_app
      using (fc_system() or uploaded_by = fc_user_id() or exists (
        select 1 from messages m where m.id = attachments.message_id and (not attachments.confidential
          or (fc_provider_id() is not null and m.author_kind = 'provider') or fc_agent_sees_confidential()) offset 0))
      with check (fc_system() or uploaded_by = fc_user_id());
  `.execute(db);
};
