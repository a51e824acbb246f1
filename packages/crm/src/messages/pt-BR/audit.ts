/** Texts of the audit trail. */
export const audit = {};
