// Before any test that looks at dist/: build it if a source has changed since.
import { build } from '../../.ci/build.mjs';

export default function setup(): void {
  build({ ifChanged: true });
}
