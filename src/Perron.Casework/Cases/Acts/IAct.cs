using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>A kind of action as the house carries it out: what is asked, what is kept, what the timeline tells, what is written to people. It refuses at the fields of the form.</summary>
internal interface IAct
{
    IReadOnlyList<ActKind> Kinds { get; }

    Task Do(Doing doing);
}
