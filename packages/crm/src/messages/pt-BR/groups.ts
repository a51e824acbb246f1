/** Texts of the registers of groups and agents. */
export const groups = {};
