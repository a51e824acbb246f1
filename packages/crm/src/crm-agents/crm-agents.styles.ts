import { css } from 'lit';

/** The register of the operator's people, on top of what every register has. */
export const styles = css`
  .section > .data {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
  }
`;
