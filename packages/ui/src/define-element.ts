/**
 * Registers an element unless its name is taken: a page may load the script twice, or two versions of it, and the first
 * one stays. A registry takes each class once, so what is registered is a copy: the same class can go by several names.
 */
export const defineElement = (tagName: string, elementClass: CustomElementConstructor): void => {
  if (!customElements.get(tagName)) customElements.define(tagName, class extends elementClass {});
};
