import numpy as np

from uncut.footage.changes.textures import TextureClasses


def test_cells_of_like_texture_are_counted_class_by_class_from_the_strongest():
    classes = TextureClasses((1.0, 2.0, 4.0), np.float64)
    energy = np.square(np.array([[0.5, 1.0, 1.9, 2.0], [3.9, 4.0, 7.9, 8.0]], np.float32))
    share = np.array([[0.1, 0.1, 0.9, 0.1], [0.9, 0.9, 0.1, np.nan]], np.float32)
    places = classes.sort(energy)
    counted = list(classes.count(places, share, 0.5))
    assert [(alike, low) for _, _, alike, low in counted] == [(2, 1), (2, 1), (2, 1)]
    for (first, stop, *_), texture in zip(counted, (4, 2, 1), strict=True):
        inside = (energy >= texture**2) & (energy < (2 * texture) ** 2)
        assert np.array_equal((places >= first) & (places < stop), inside)
    assert classes.coarsest == counted[0][0]
