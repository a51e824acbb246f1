import { css } from 'lit';

/** How the field of a {@link ProviderPicker} looks. */
export const providerPickerStyles = css`
  .picker {
    position: relative;
  }
  .picker-clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
    min-block-size: 0;
  }
  .picker-choices {
    position: absolute;
    z-index: 2;
    inset-block-start: 100%;
    inset-inline: 0;
    margin-block-start: 2px;
    padding: var(--_s1);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    box-shadow: var(--_shadow);
  }
  .picker-choices [role='option'] {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_s3);
    min-block-size: 36px;
    padding: 4px var(--_s2);
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .picker-choices [role='option']:hover {
    background: var(--_canvas);
  }
  .picker-choices [aria-selected='true'] {
    background: var(--_brand-tint);
    color: var(--_brand-text);
  }
  .picker-choices > p {
    padding: 4px var(--_s2);
  }
  @media (forced-colors: active) {
    .picker-choices [aria-selected='true'] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
