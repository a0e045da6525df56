// Brings the lockfile in step with the packages' own new versions. Nothing of a registry changes, so that npm is not needed.

interface Locked {
  [key: string]: unknown
}

const ranges = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"]

/** The lockfile with the versions and ranges of these manifests, by folder. */
export const withManifests = (
  lockfile: string,
  manifests: ReadonlyMap<string, Readonly<Record<string, unknown>>>
): string => {
  const parsed = JSON.parse(lockfile) as { packages: Record<string, Locked> }
  for (const [folder, manifest] of manifests) {
    const locked = parsed.packages[folder]
    if (locked === undefined) continue
    for (const key of ["version", ...ranges])
      if (key in locked && manifest[key] !== undefined) locked[key] = manifest[key]
  }
  return `${JSON.stringify(parsed, null, 2)}\n`
}
