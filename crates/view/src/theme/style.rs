//! The keys of a theme, with what they mean.

use serde_json::Value;

use super::files::FileName;
use super::setting::{Colour, Line, Number, Setting, Steps, table};

/// A size of type that is not read at length, in points.
pub(super) type Size = Number<700, 4800>;
/// A size of type that is read at length, in points.
pub(super) type Running = Number<700, 1400>;
/// A size of data, in points: at most that for which the view measures columns.
pub(super) type Cell = Number<700, 850>;
pub(super) type Note = Number<700, 800>;
pub(super) type Small = Number<700, 750>;
/// A rule, in points.
pub(super) type Rule = Number<10, 600>;
/// What a box keeps free, in millimetres.
pub(super) type Inset = Number<0, 800>;
/// A gap, in units.
pub(super) type Gap = Number<0, 1200>;
/// A margin, in millimetres.
pub(super) type Side = Number<1000, 3500>;

table! {
    /// What a theme says.
    Style {
        /// The name of the theme, as it stands in the imprint.
        name: Line,
        /// Colours by what they are for.
        colours: Colours,
        /// The faces by what they are for, with their files.
        faces: FaceRoles,
        /// Sizes of type in points. Of several the first that fits is taken.
        sizes: Sizes,
        /// Rules in points, from the heaviest.
        rules: Rules,
        /// Vertical gaps in units.
        gaps: Gaps,
        /// What boxes keep free at their sides, in millimetres.
        insets: Insets,
        /// The page, in millimetres.
        page: Page,
        /// The logo in the top line of the first page, if there is one.
        logo: Option<LogoKeys>,
    }
}

table! {
    /// Colours by what they are for. A colour is a role: `warm` is for what is adverse and
    /// for thresholds, never for a second series.
    Colours {
        /// Text and heavy rules.
        ink: Colour,
        /// Labels, notes, and whatever stands behind the text.
        mute: Colour,
        /// Now, favourable, the first series.
        accent: Colour,
        /// What is adverse, and thresholds.
        warm: Colour,
        /// The lowest layer, under white text.
        deep: Colour,
        /// The bar of the year before, and the middle layer under white text.
        mid: Colour,
        /// History in columns, the second pole.
        soft: Colour,
        /// Bands between marks, and the top layer under text in ink; never a mark alone.
        pale: Colour,
        /// The second line of a chart.
        ochre: Colour,
        /// The ground of callouts, estimates and cells of diagrams.
        tint: Colour,
        /// Light rules and the grid.
        hairline: Colour,
    }
}

table! {
    /// The faces by what they are for. Each role that is named is named whole; styles may
    /// share a file.
    FaceRoles {
        /// Prose.
        serif: SerifFiles,
        /// Titles, in large sizes.
        display: DisplayFiles,
        /// Data and labels.
        sans: SansFiles,
    }
}

table! {
    /// The files of the face of prose.
    SerifFiles {
        /// Upright.
        regular: FileName,
        /// Emphasis.
        italic: FileName,
        /// What is strong.
        semibold: FileName,
    }
}

table! {
    /// The files of the face of titles.
    DisplayFiles {
        /// The conclusion.
        regular: FileName,
        /// Titles and heads.
        semibold: FileName,
    }
}

table! {
    /// The files of the face of data.
    SansFiles {
        /// Upright.
        regular: FileName,
        /// Emphasis.
        italic: FileName,
        /// Values.
        semibold: FileName,
        /// Heads and what is strong.
        bold: FileName,
    }
}

table! {
    /// Sizes of type in points.
    Sizes {
        /// The title: over 40 characters the second, over 80 the third.
        title: Steps<3>,
        /// The head of a section.
        section: Size,
        /// A key judgment.
        thesis: Size,
        /// The conclusion, short and long.
        verdict: Steps<2>,
        /// A key figure: the largest at which all values of a row fit.
        value: Steps<4>,
        /// The number of a key judgment.
        number: Size,
        /// A value inside a diagram.
        diagram: Size,
        /// The sentence under the title.
        deck: Size,
        /// A quotation.
        quotation: Size,
        /// The name of the company.
        name: Size,
        /// What a key judgment claims.
        claim: Running,
        /// A reading, short and long.
        reading: Steps<2>,
        /// The head of a block.
        block: Running,
        /// The title of an exhibit or a table.
        exhibit: Running,
        /// Prose.
        body: Running,
        /// The sentence beside the head of a section.
        lead: Running,
        /// A cell of a table.
        cell: Cell,
        /// Lines of the masthead, labels of lines and poles.
        note: Note,
        /// The smallest running size: notes, axes, evidence, the foot.
        small: Small,
    }
}

table! {
    /// Rules in points.
    Rules {
        /// Over the first page and beside a callout.
        frame: Rule,
        /// Over a section.
        section: Rule,
        /// Over a table and a box.
        table: Rule,
        /// Under a head.
        head: Rule,
        /// Between rows.
        row: Rule,
    }
}

table! {
    /// Vertical gaps: their unit in points, the others in units.
    Gaps {
        /// The unit, in points.
        unit: Number<200, 800>,
        /// How much of the gaps inside a claim is left at the closest density.
        closest: Number<80, 100>,
        /// On the first page, over its first section.
        masthead: MastheadGaps,
        /// Above and below the parts of the front box.
        front: Gap,
        /// Between the rows of the front box.
        row: Gap,
        /// Above and below what has changed.
        bar: Gap,
        /// Between blocks.
        block: Gap,
        /// Around the head of a section.
        section: SectionGaps,
        /// Between a row of cards and an exhibit.
        exhibit: Gap,
        /// Between paragraphs.
        paragraph: Number<50, 1200>,
        /// Between the parts of a claim.
        claim: Gap,
        /// Between notes.
        notes: Gap,
        /// Above and below the text of a cell.
        cell: Gap,
        /// Above and below the text of a callout.
        callout: Gap,
        /// Above and below the conclusion.
        verdict: Gap,
    }
}

table! {
    /// The gaps around the head of a section, in units.
    SectionGaps {
        /// Above its rule.
        above: Gap,
        /// From the head to what follows.
        below: Gap,
        /// From the rule to the head.
        inside: Gap,
    }
}

table! {
    /// The gaps of the first page, in units.
    MastheadGaps {
        /// From the rule to the first line.
        line: Gap,
        /// From the first line to the company.
        below: Gap,
        /// From the company to the title.
        title: Gap,
        /// From the title to the sentence under it.
        deck: Gap,
        /// From that to who has written it.
        byline: Gap,
    }
}

table! {
    /// What boxes keep free at their sides, in millimetres.
    Insets {
        /// A callout.
        callout: Sides,
        /// The conclusion.
        verdict: Inset,
        /// What has changed.
        bar: Inset,
    }
}

table! {
    /// The two sides of a box, in millimetres.
    Sides {
        /// At the left, from its bar.
        left: Inset,
        /// At the right.
        right: Inset,
    }
}

table! {
    /// The page, in millimetres. What the narrow column and the gutter leave is the wide one.
    Page {
        /// The margin above, with the running head in it.
        top: Side,
        /// The margin at the right.
        right: Side,
        /// The margin below, with the foot in it.
        bottom: Number<1800, 4000>,
        /// The margin at the left.
        left: Side,
        /// The narrow column, beside the evidence.
        third: Number<4500, 6000>,
        /// The one gutter.
        gutter: Number<400, 1200>,
    }
}

table! {
    /// The logo.
    LogoKeys {
        /// Its file, a PNG.
        file: FileName,
        /// What is said in its place: the name of the firm.
        alt: Line,
    }
}

/// The JSON Schema of a theme.
#[must_use]
pub fn schema() -> Value {
    let mut schema = Style::schema();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = "A theme of Strata".into();
    schema["description"] =
        "How a print looks. What a theme does not name is as in the built-in one.".into();
    schema
}
