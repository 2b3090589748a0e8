"""What huggingface_hub says of our cache and of what we pushed; addresses and cache come from the environment.

check_hub.py cached NAME COMMIT FOLDER    the cache (HF_HUB_OFFLINE=1) has the dataset, equal to the folder
check_hub.py download NAME FOLDER         downloads the dataset, equal to the folder
check_hub.py pushed NAME FOLDER TAG       the hub lists the folder's files, and has the tag
"""

import sys
from pathlib import Path

from huggingface_hub import HfApi, scan_cache_dir, snapshot_download


def files_of(folder):
    """Contents by path; links followed."""
    paths = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def cached(name, commit, folder):
    for revision in (None, commit):
        path = snapshot_download(name, repo_type="dataset", revision=revision)
        assert Path(path).name == commit, path
        assert files_of(path) == files_of(folder)
    cache = scan_cache_dir()
    assert not cache.warnings, cache.warnings
    (repository,) = cache.repos
    assert (repository.repo_type, repository.repo_id) == ("dataset", name), repository
    (revision,) = repository.revisions
    assert revision.commit_hash == commit and revision.refs == {"main"}, revision
    assert {str(file.file_path.relative_to(revision.snapshot_path)) for file in revision.files} == set(files_of(folder))


def download(name, folder):
    assert files_of(snapshot_download(name, repo_type="dataset")) == files_of(folder)


def pushed(name, folder, tag):
    api = HfApi()
    info = api.dataset_info(name)
    (found,) = (one for one in api.list_repo_refs(name, repo_type="dataset").tags if one.name == tag)
    assert found.target_commit == info.sha, found
    listed = {entry.path: entry.size for entry in api.list_repo_tree(name, repo_type="dataset", recursive=True) if hasattr(entry, "size")}
    listed.pop(".gitattributes")
    assert listed == {path: len(content) for path, content in files_of(folder).items()}


if __name__ == "__main__":
    {"cached": cached, "download": download, "pushed": pushed}[sys.argv[1]](*sys.argv[2:])
