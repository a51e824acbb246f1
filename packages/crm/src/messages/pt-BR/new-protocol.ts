/** Texts of the section. */
export const newProtocol = {};
