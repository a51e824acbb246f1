import { noChange, nothing } from 'lit';
import { Directive, type DirectiveResult, directive, type ElementPart } from 'lit/directive.js';

class PropertiesDirective extends Directive {
  override render(_properties: object): typeof nothing {
    return nothing;
  }

  override update({ element }: ElementPart, [properties]: [object]): typeof noChange {
    Object.assign(element, properties);
    return noChange;
  }
}

const assign = directive(PropertiesDirective);

/** Sets several properties of an element in a template: those that an app hands to each of its parts. */
export const properties = (values: object): DirectiveResult<typeof PropertiesDirective> => assign(values);
