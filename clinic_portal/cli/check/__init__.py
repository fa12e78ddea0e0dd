"""What `./dev check` looks at: style, types, imports, templates, migrations, lock files."""
