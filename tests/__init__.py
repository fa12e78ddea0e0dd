"""What a person does, told as tests."""
