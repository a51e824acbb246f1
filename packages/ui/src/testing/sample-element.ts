import { LitElement, nothing, type TemplateResult } from 'lit';
import { contact, foundation } from '../styles/index.ts';
import { UiController, uiProperties } from '../ui-controller.ts';

/** An element with nothing of its own: what a test renders goes into the foundation's shell. */
export class SampleElement extends LitElement {
  static override properties = { ...uiProperties, content: { attribute: false } };
  static override styles = [...foundation, contact];

  declare locale: string | undefined;
  declare theme: string | undefined;
  /** Renders the content anew on each update. */
  declare content: (ui: UiController) => TemplateResult | typeof nothing;
  readonly ui: UiController = new UiController(this);

  constructor() {
    super();
    this.content = () => nothing;
  }

  override render(): TemplateResult {
    return this.ui.shell(this.content(this.ui));
  }
}

/** Registers the element as `fc-sample`, once. */
export const defineSample = (): void => {
  if (!customElements.get('fc-sample')) customElements.define('fc-sample', SampleElement);
};
