/** Every recipe's text by id: worker only, for it is heavy. The compiler holds it against the catalogue. */
import type { RecipeId } from './catalogue';
import type { Recipe } from './recipe';

export const recipes: Readonly<Record<RecipeId, Recipe>> = {
  // run/
  'python-ssl': { files: () => [], commands: () => '' },
  // trust/
};
