using Perron.Expressions;
using Perron.Texts;
namespace Perron.Forms;

/// <summary>A part of a long form: pages that belong together and are filled in apart from those of the others.</summary>
public sealed record FormSection(string Slug, LocalText Title)
{
    public RuleSource? At { get; init; }
}

/// <summary>How far a part of a form is.</summary>
public enum SectionStatus { NotBegun, InProgress, Done, Waiting }

/// <summary>A part of a form with the answers of the moment.</summary>
/// <param name="Next">The page that comes next in it, or its first one when it is done; null while it waits.</param>
/// <param name="For">The part that must be answered first, when it waits.</param>
public sealed record SectionState(FormSection Section, SectionStatus Status, FormStep? Next, FormSection? For);
