# What is in this reader's library, for the arguments that name it.
_quietread_told() {
  local -a words
  local name about
  while read -r name about; do
    words+=("${name//:/\\:}:$about")
  done < <(quietread ${(z)1} 2>/dev/null)
  _describe -t "$2" "$2" words
}

_quietread_essays_and_files() {
  _alternative 'essays:essay:{_quietread_told list essay}' 'files:file:_files'
}

_quietread_themes() {
  _quietread_told themes theme
}

_quietread_marks() {
  _quietread_told 'marks --ids' mark
}

# Before any command an essay may be named.
functions[_quietread_commands]=$functions[_shtab_quietread_commands]
_shtab_quietread_commands() {
  _alternative 'commands:command:_quietread_commands' 'essays:essay:_quietread_essays_and_files'
}
