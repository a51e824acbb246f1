/** Texts of the section. */
export const app = {};
