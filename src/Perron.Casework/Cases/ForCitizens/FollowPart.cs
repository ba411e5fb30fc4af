using Microsoft.AspNetCore.Components;
using Perron.Design;
using Perron.Platform.Web;
namespace Perron.Cases.ForCitizens;

/// <summary>One part of what is said on the tracking page: it draws the conversation in the page's frame.</summary>
public abstract class FollowPart : ComponentBase
{
    private static readonly Words RoomWords = Words.Of(typeof(FollowPart));

    [Parameter, EditorRequired] public required WriteToService.Talk Talk { get; set; }
    [Parameter, EditorRequired] public required Frame Frame { get; set; }

    protected string T(string key, params object?[] arguments) => RoomWords.In(Frame.Language, key, arguments);

    protected string L(string path) => Frame.Link(path);

    /// <summary>An address of this case.</summary>
    protected string Here(string path = "") => L($"/suivi/{Talk.Reference}{path}");
}
