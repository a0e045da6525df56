// How a changeset stands in a changelog: its sentence, and one list of the packages that came along. The commits are
// in the history; a person who reads about a release does not need their names.

const indented = (text) =>
  text
    .trimEnd()
    .split("\n")
    .map((line, index) => (index === 0 || line.trim() === "" ? line.trimEnd() : `  ${line.trimEnd()}`))
    .join("\n")

export default {
  getReleaseLine: ({ summary }) => `- ${indented(summary)}`,
  getDependencyReleaseLine: (_, updated) =>
    updated.length === 0
      ? ""
      : ["- Updated dependencies", ...updated.map(({ name, newVersion }) => `  - ${name}@${newVersion}`)].join("\n")
}
