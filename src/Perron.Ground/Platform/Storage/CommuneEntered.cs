namespace Perron.Platform.Storage;

/// <summary>Which commune this unit of work is in. It is known at the front door, before anybody needs the database: a page that is kept is given without one.</summary>
public sealed class CommuneEntered
{
    public CommuneId? Id { get; private set; }

    public void Enter(CommuneId commune) =>
        Id = Id is null || Id == commune ? commune : throw new InvalidOperationException("A unit of work stays in the commune it has entered.");
}
