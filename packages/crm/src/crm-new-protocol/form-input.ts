import type { NewCrmProtocol } from '@fale-conosco/contract';

/** The fields in the order of the form. */
export const FIELDS = [
  'providerId',
  'contactMethodId',
  'contactPerson',
  'contactPhone',
  'contactEmail',
  'classificationId',
  'message',
  'attachmentIds',
] as const;
/** A field of the form, as the contract names it. */
export type Field = (typeof FIELDS)[number];

/** What is sent for what the form contains; fields that are still empty are empty texts, which validation reports. */
export const inputOf = (values: Partial<Record<Field, string>>, attachmentIds: string[]): NewCrmProtocol => ({
  providerId: values.providerId ?? '',
  classificationId: values.classificationId ?? '',
  contactMethodId: values.contactMethodId ?? '',
  contactPerson: values.contactPerson ?? '',
  contactPhone: values.contactPhone ?? '',
  contactEmail: values.contactEmail ?? '',
  message: values.message ?? '',
  attachmentIds,
});
