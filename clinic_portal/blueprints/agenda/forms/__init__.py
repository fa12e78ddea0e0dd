"""What is typed at the agenda, checked for its shape; whether it can be done is the agenda's to say."""
