"""The waiting list: who would come sooner, whom a freed time fits, and offers of it by message."""
