import * as z from 'zod/mini';
import { id, openEnum, plainText, version } from '../primitives.ts';

/** What a contact method is for: making contact, returning it, or both (`contato`, `retorno`, `ambas`). */
export const CONTACT_METHOD_MODES = ['contact', 'return', 'both'] as const;
/** What a contact method is for. */
export type ContactMethodMode = (typeof CONTACT_METHOD_MODES)[number];

const fields = {
  description: plainText(120),
  /** Situation. */
  active: z.boolean(),
  mode: z.enum(CONTACT_METHOD_MODES, 'invalid_choice'),
  receivesComplaints: z.boolean(),
  listedInApi: z.boolean(),
  shownOnBeneficiaryWeb: z.boolean(),
  /** `Fale Conosco`: offered in the form, and its protocols are listed to providers. */
  faleConosco: z.boolean(),
  /** `liberada para a Web`: while an active method of return has it, providers can reply. */
  releasedForWeb: z.boolean(),
};

/** A contact method with all its settings (`Forma de contato/retorno`). */
export const crmContactMethodSchema = z.object({
  id,
  ...fields,
  description: z.string(),
  mode: openEnum(CONTACT_METHOD_MODES),
  version,
});
export type CrmContactMethod = z.infer<typeof crmContactMethodSchema>;

/** All of them. */
export const crmContactMethodListSchema = z.object({ items: z.array(crmContactMethodSchema) });
export type CrmContactMethodList = z.infer<typeof crmContactMethodListSchema>;

/** A new entry. */
export const newContactMethodSchema = z.strictObject(fields);
export type NewContactMethod = z.infer<typeof newContactMethodSchema>;

/** What changes of an entry. */
export const contactMethodChangesSchema = z.partial(newContactMethodSchema);
export type ContactMethodChanges = z.infer<typeof contactMethodChangesSchema>;
