import { css } from 'lit';

/** Styles of the groups screen, on top of those of every settings screen. */
export const styles = css`
  .leaves {
    display: grid;
    gap: var(--_s1);
    padding: var(--_s3) var(--_s4);
    border-radius: var(--_radius);
    background: var(--_canvas);
  }
`;
