
# What is in this reader's library, for the arguments that name it.
_quietread_words() {
  compgen -W "$(quietread "$1" 2>/dev/null | cut -d' ' -f1)" -- "$2"
}

_quietread_essays_and_files() {
  _quietread_words list "$1"
  compgen -f -- "$1"
}

_quietread_themes() {
  _quietread_words themes "$1"
}

_quietread_motions() {
  compgen -W "moving still" -- "$1"
}

_quietread_marks() {
  compgen -W "$(quietread marks --ids 2>/dev/null | cut -d' ' -f1)" -- "$1"
}

# Before any command an essay may be named.
_shtab_quietread_pos_0_COMPGEN=_quietread_essays_and_files
