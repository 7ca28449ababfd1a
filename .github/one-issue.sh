#!/bin/sh
# Keep one open issue with this title and the text of this file: one-issue.sh TITLE FILE
set -eu
title=$1
file=$2
number=$(gh issue list --state open --search "in:title \"$title\"" --json number,title \
  --jq "[.[] | select(.title == \"$title\")][0].number // empty")
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$file"
else
  gh issue create --title "$title" --body-file "$file"
fi
