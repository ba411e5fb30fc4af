namespace Perron.Design;

/// <summary>A component that says words of its own, in the language of the page it stands on.</summary>
public abstract class Drawn : Microsoft.AspNetCore.Components.ComponentBase
{
    [Microsoft.AspNetCore.Components.CascadingParameter] public required Frame Frame { get; set; }

    protected string T(string key, params object?[] arguments) => DesignWords.In(Frame.Language, key, arguments);

    /// <summary>An address of the house in the language of the page.</summary>
    protected string L(string path) => Frame.Link(path);
}
