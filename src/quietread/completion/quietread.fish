
# What is in this reader's library, for the arguments that name it: names, a tab, and what they are.
function __quietread_told
    quietread $argv 2>/dev/null | string replace -r '^(\S+)\s+' '$1\t'
end

function __quietread_essays_and_files
    __quietread_told list
    __fish_complete_path (commandline -ct)
end

function __quietread_themes
    __quietread_told themes
end

function __quietread_marks
    __quietread_told marks --ids
end

# Before any command an essay may be named.
complete -c quietread -n "_shtab_quietread_using; and test \$_shtab_quietread_npos -eq 0" -ka "(__quietread_essays_and_files)"
