import { canonicalForm } from "./canonicalForm.ts"
import { englishTexts } from "./englishTexts.ts"
import { entryHasSource } from "./entryHasSource.ts"
import { failedHasVerdict } from "./failedHasVerdict.ts"
import { fixtureNames } from "./fixtureNames.ts"
import { fixturePerEntry } from "./fixturePerEntry.ts"
import { idMatchesPlace } from "./idMatchesPlace.ts"
import { inferredIsNotLoosened } from "./inferredIsNotLoosened.ts"
import { noTies } from "./noTies.ts"
import { operationsAreClear } from "./operationsAreClear.ts"
import type { Rule } from "./Rule.ts"
import { referencesExist } from "./referencesExist.ts"
import { retiredIds } from "./retiredIds.ts"
import { uniqueNames } from "./uniqueNames.ts"
import { unmaskedByExists } from "./unmaskedByExists.ts"

/** Every rule. @category rules @since 0.1.0 */
export const rules: ReadonlyArray<Rule> = [
  canonicalForm,
  idMatchesPlace,
  uniqueNames,
  referencesExist,
  noTies,
  failedHasVerdict,
  inferredIsNotLoosened,
  entryHasSource,
  englishTexts,
  operationsAreClear,
  unmaskedByExists,
  retiredIds,
  fixtureNames,
  fixturePerEntry
]

/**
 * The rules without which a compiled catalog would say something wrong or nothing at all. The others can wait
 * until lint, so that an author can try a catalog that is not finished.
 *
 * @category rules
 * @since 0.1.0
 */
export const buildRules: ReadonlyArray<Rule> = [idMatchesPlace, uniqueNames, referencesExist, failedHasVerdict]
