"""What a script may use beside Manim's own names (those stand in ``manim_names.json``)."""

import builtins
import io
import re
import types
from pathlib import Path
from typing import Final


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


BUILTINS: Final = words(
    """
    abs all any bin bool chr classmethod complex dict divmod enumerate filter float format frozenset hash
    hex int isinstance issubclass iter len list map max min next oct ord pow print property range repr
    reversed round set slice sorted staticmethod str sum super tuple zip True False None Ellipsis
    NotImplemented Exception ArithmeticError AssertionError AttributeError IndexError KeyError LookupError
    NameError NotImplementedError OverflowError RuntimeError StopIteration TypeError ValueError
    ZeroDivisionError
    """
)

OTHER_BUILTINS: Final = frozenset(dir(builtins)) - BUILTINS

NUMPY: Final = words(
    """
    abs absolute add all allclose angle any append arange arccos arccosh arcsin arcsinh arctan arctan2
    arctanh argmax argmin argsort around array array_equal asarray average bincount ceil clip column_stack
    concatenate conj conjugate convolve copy corrcoef cos cosh cov cross cumprod cumsum deg2rad degrees diag
    diagonal diff divide dot dstack e einsum empty empty_like equal exp exp2 expand_dims expm1 eye fabs fix
    flip fliplr flipud floor floor_divide fmax fmin fmod full full_like gcd geomspace gradient greater
    greater_equal heaviside histogram hstack hypot identity imag inf inner insert interp invert isclose
    isfinite isinf isnan kron lcm less less_equal linspace log log10 log1p log2 logical_and logical_not
    logical_or logical_xor logspace matmul max maximum mean median meshgrid min minimum mod multiply nan
    nan_to_num nanmax nanmean nanmin ndarray ndenumerate ndim ndindex negative newaxis nonzero not_equal
    ones ones_like outer pad percentile pi piecewise poly1d polyfit polyval power prod quantile rad2deg
    radians ravel real reciprocal remainder repeat reshape rint roll rot90 round searchsorted select shape
    sign sin sinc sinh size sort split sqrt square squeeze stack std subtract sum swapaxes tan tanh
    tensordot tile trace transpose trapezoid triu tril true_divide trunc unique vander var vdot vectorize
    count_nonzero flatnonzero argwhere isin atleast_1d atleast_2d cbrt mgrid ogrid indices take unwrap nansum
    nanstd digitize histogram2d setdiff1d union1d intersect1d apply_along_axis delete fromfunction
    vstack where zeros zeros_like bool_ complex128 complex64 float32 float64 int32 int64 int_ integer
    floating number uint8
    """
)

NUMPY_PARTS: Final = {
    "linalg": words(
        """
        cholesky cond cross det eig eigh eigvals eigvalsh inv lstsq matrix_power matrix_rank norm pinv qr
        solve svd LinAlgError
        """
    ),
    "random": words(
        """
        beta binomial choice default_rng exponential gamma geometric normal permutation poisson rand randint
        randn random random_sample seed shuffle standard_normal triangular uniform
        """
    ),
    "fft": words("fft fft2 fftfreq fftshift ifft ifft2 ifftshift irfft rfft rfftfreq"),
}

VALUE_MEMBERS: Final = frozenset(
    name
    for kind in (str, list, dict, set, tuple, int, float, complex, slice)
    for name in dir(kind)
    if not name.startswith("_") and name not in {"format", "format_map", "from_bytes", "to_bytes", "encode"}
) | words(
    """
    T all any argmax argmin argsort astype clip conj conjugate copy cumprod cumsum diagonal dot dtype fill
    flat flatten imag item max mean min ndim nonzero prod ptp ravel real repeat reshape round shape size
    sort squeeze std sum swapaxes take tolist trace transpose var integers normal uniform choice random
    shuffle permutation standard_normal exponential poisson binomial deriv integ roots coeffs start stop
    step
    """
)
"""Attributes of Python's and numpy's values."""

HOSTILE_MEMBERS: Final = (
    frozenset(
        name
        for kind in (
            *(type, types.GeneratorType, types.CoroutineType, types.FrameType, types.CodeType),
            *(types.TracebackType, types.ModuleType, Path, io.TextIOWrapper, io.BytesIO, io.FileIO),
            *(memoryview, bytes),
        )
        for name in dir(kind)
        if not name.startswith("_")
    )
    | words(
        """
        tofile dump dumps ctypes setflags getfield setfield view strides base save fp set_num_decimal_places
        bit_generator _bit_generator cffi capsule
        """
    )
) - VALUE_MEMBERS
"""Attributes that lead out of the script, which it cannot get by defining one of that name itself."""

OWN_METHODS: Final = frozenset({"show"})
"""Members of Manim's mobjects whose names authors like for a scene's methods; through ``self`` they may."""

OTHER_MODULES: Final = {
    "random": words(
        """
        betavariate choice choices expovariate gauss normalvariate randint random randrange sample seed
        shuffle triangular uniform
        """
    ),
    "itertools": words(
        """
        accumulate batched chain combinations combinations_with_replacement compress count cycle dropwhile
        filterfalse groupby islice pairwise permutations product repeat starmap takewhile zip_longest
        """
    ),
    "typing": words(
        """
        Any Callable Dict Final Iterable Iterator List Literal Optional Sequence Set Tuple Union
        """
    ),
}
"""The names that may be taken from modules beside those that Manim's own list holds."""

MODULES: Final = frozenset({"manim", "numpy", "math", *OTHER_MODULES})

FIXED_NAMES: Final = words(
    """
    range enumerate zip list tuple reversed sorted str int float round len super isinstance print
    dict
    """
)
"""Names whose meaning the check relies on: a script may use but not redefine them."""

TEXT_CLASSES: Final = frozenset({"Text", "MarkupText", "Paragraph", "Code"})
"""Classes that show a string as it is."""

FILE_KEYWORDS: Final = words(
    """
    file file_name file_path filename code_file filename_or_array image path_obj tex_template template
    font_paths background_image background_image_file output_file input_file renderer camera_class
    file_writer_class sound_file svg_string typst_preamble tex_compiler preamble tex_environment refcheck
    """
)
"""Keywords by which Manim takes files, programs for TeX, or machinery, and numpy frees memory in use."""

CAMERA_KEYWORDS: Final = frozenset({"zoomed_camera_config", "camera_config"})
"""Dictionaries of settings for cameras, which can show a file as their background."""

SOURCE_KEYWORDS: Final = frozenset({"typst_code", "math_expression", "tex_string"})
"""The names of the arguments for source in the classes that make programs of strings."""

NUMBER_KEYWORD: Final = "num_decimal_places"
"""The argument that becomes a part of a format, which must not look into what it formats."""
NUMBER_POSITIONS: Final = {"DecimalNumber": 1, "Integer": 1, "Variable": 3}
"""The places of this one among the arguments."""

PADDING: Final = frozenset({"ljust", "rjust", "center", "zfill", "expandtabs"})
"""Methods that make a text as long as an argument says."""

CALLED_ONLY: Final = frozenset({"set", "set_default"})
"""Members that set attributes by name: a call in sight can be checked, the same thing passed on can't."""

TYPES_ONLY: Final = frozenset({"ndarray"})
"""Classes that make an array of any memory if they are called, of objects too."""

SYNTAX_KINDS: Final = words(
    """
    Module FunctionDef ClassDef Return Assign AugAssign AnnAssign For While If Raise Try Assert Import
    ImportFrom Nonlocal Expr Pass Break Continue BoolOp NamedExpr BinOp UnaryOp Lambda IfExp Dict Set
    ListComp SetComp DictComp GeneratorExp Yield Compare Call FormattedValue JoinedStr Constant Attribute
    Subscript Starred Name List Tuple Slice expr_context boolop operator unaryop cmpop comprehension
    ExceptHandler arguments arg keyword alias
    """
)
"""The kinds of syntax that scripts may use; not here are del, global, with, match, async, yield from."""

MARKUP_CLASSES: Final = {
    "Typst": "Typst",
    "MathTypst": "Typst",
    "Tex": "TeX",
    "MathTex": "TeX",
    "SingleStringMathTex": "TeX",
    "BulletedList": "TeX",
    "Title": "TeX",
    "Code": "code",
}
"""Classes whose strings are programs, or whose arguments are files: only called, in sight of the check."""

NUMBER_CLASS_KEYWORDS: Final = frozenset({"mob_class", "label_constructor"})
"""Arguments that say what sets numbers and the labels of axes: the classes above may stand there."""

CONFIG: Final = words(
    """
    frame_width frame_height frame_x_radius frame_y_radius frame_rate pixel_width pixel_height
    background_color top bottom left_side right_side
    """
)
"""The settings of Manim that a script may read; only the frame's shape may be set."""

TYPST_WORDS: Final = re.compile(
    r"(?<![^\W\d_])(read|include|import|json|csv|yaml|toml|xml|cbor|image|plugin|bibliography|eval|sys|std|dictionary"
    r"|pdf|syntaxes|theme|cite|csl)\b"
)
TYPST_MATH_CALLS: Final = re.compile(
    r"(?<![^\W\d_])((read|json|csv|yaml|toml|xml|cbor|image|plugin|bibliography|eval|pdf|raw)\s*\(|(sys|std)\b)"
)
"""The calls by which Typst reads files in a formula without ``#``, where ``x_std`` is two words."""

_TEX_COMMANDS: Final = (
    r"input\w*|include\w*|openin|openout|read|readline|write\w*|immediate|special|catcode|csname|endcsname|def"
    r"|edef|gdef|xdef|let|futurelet|newcommand|renewcommand|providecommand|expandafter|usepackage|RequirePackage"
    r"|documentclass|verbatiminput|lstinputlisting|newread|newwrite|directlua|latelua|luaexec|ShellEscape|scantokens"
    r"|file\w*|includegraphics|import|subimport|InputIfFileExists|IfFileExists|loop|url|href|makeatletter|pdf\w*"
    r"|UseName|ExpandArgs|ExplSyntax\w*|XeTeX\w*|typein"
)
TEX_WORDS: Final = re.compile(
    rf"\^\^|\\({_TEX_COMMANDS})(?![a-zA-Z])"
    rf"|\\begin\s*\{{\s*(({_TEX_COMMANDS})(?![a-zA-Z])|(filecontents|verbatim|lstlisting|document)\S*)(?![a-zA-Z])"
)
"""The commands by which TeX reads and writes files, or makes commands: ``\\begin{input}`` does."""
